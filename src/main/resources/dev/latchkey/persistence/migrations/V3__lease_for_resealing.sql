-- The node that encrypts stored secrets anew after a change of SECRET_KEY.
INSERT INTO job_lease (name, held_until) VALUES ('resealing', 0);
